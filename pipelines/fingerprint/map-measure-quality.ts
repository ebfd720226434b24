type Mapping = (value: number) => number;

const epsilon = 2 ** -52;

/** NFIQ 2's linear mapping; at the very top of a range of whole numbers it would say 101, so it is clamped. */
const linear =
  (low: number, high: number): Mapping =>
  (value) =>
    Math.floor((101 * (value - low)) / (high - low + epsilon));
const grey = linear(0, 255);
const share = linear(0, 1);
const count: Mapping = (value) => value;
const sigmoid: Mapping = (value) => Math.floor(100 / (1 + Math.exp((1 - value) / 0.5)) + 0.5);

/** Orientation flow is counted from 4° on, as a part of the remaining 86°. */
const flow = linear((0 - 4) / 86, (180 - 4) / 86);

/**
 * How ISO/IEC 29794-4, as NFIQ 2 (v2.3) implements it, maps native measures to quality components. Counts of histogram bins have no
 * quality of their own.
 */
const mappings: Readonly<Record<string, Mapping>> = {
  Mu: grey,
  MMB: grey,
  roiMean: grey,
  minutiaeCount: count,
  minutiaeCountCentre200: count,
  minutiaeOcl80: share,
  minutiaeMu2: share,
  coherenceRel: share,
  coherenceSum: linear(0, 3150),
  OCLMean: share,
  LCSMean: share,
  FDAMean: share,
  OCLStdDev: share,
  LCSStdDev: share,
  FDAStdDev: share,
  OFStdDev: share,
  OFMean: flow,
  RVUMean: sigmoid,
  RVUStdDev: sigmoid,
};

/** The quality component of every measure that has one, whole numbers from 0 to 100, named `<measure>Quality`. */
export function mapMeasureQuality(measures: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(mappings).flatMap(([name, mapping]) => {
      const value = measures[name];
      return value === undefined ? [] : [[`${name}Quality`, Math.min(100, Math.max(0, mapping(value)))]];
    }),
  );
}
