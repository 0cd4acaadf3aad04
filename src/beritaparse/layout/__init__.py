"""From a page to blocks and sentences."""
