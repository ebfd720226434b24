import { testFaults } from "./fault-trial.ts";
import { programWires } from "./program-wires.ts";

testFaults(programWires);
