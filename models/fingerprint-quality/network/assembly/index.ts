export { clearRoom, reserve } from "../../../../pipelines/simd/assembly/room";
export { collectSlopes, spreadKnots } from "./knots";
export { learnRows } from "./learn-rows";
export { place, seedSilence } from "./places";
export { stepWeights } from "./step-weights";
