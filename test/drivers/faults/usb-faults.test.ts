import { testFaults } from "./fault-trial.ts";
import { usbWires } from "./usb-wires.ts";

testFaults(usbWires);
