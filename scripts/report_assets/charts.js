// What the report's script calls on the global `echarts`.
import { BarChart, GraphChart, MapChart } from "echarts/charts";
import { GeoComponent, GridComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GraphChart, MapChart, GeoComponent, GridComponent, TooltipComponent, SVGRenderer]);
export { init, registerMap } from "echarts/core";
