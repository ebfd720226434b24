export { interlace, separate, transform } from "./block-fourier";
export { blurGaussian } from "./blur-gaussian";
export { boostRidges } from "./boost-ridges";
export { mapRidgePhase } from "./map-ridge-phase";
export { measureFlow } from "./measure-flow";
export { clearRoom, reserve } from "./room";
export { scorePhase } from "./score-phase";
export { spreadDark } from "./spread-dark";
