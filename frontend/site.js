// Small improvements of pages that already work without JavaScript.
import { offerInteractiveCharts } from "./charts.js";
import { openWhatTheAddressNames } from "./details.js";
import { offerPrinting } from "./print.js";
import { offerCopying } from "./share.js";

openWhatTheAddressNames();
offerPrinting();
offerCopying();
offerInteractiveCharts();
