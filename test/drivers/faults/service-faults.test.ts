import { testFaults } from "./fault-trial.ts";
import { serviceWires } from "./service-wires.ts";

testFaults(serviceWires);
