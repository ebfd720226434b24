import { testFaults } from "./fault-trial.ts";
import { serialWires } from "./serial-wires.ts";

testFaults(serialWires);
