import { qualityMeasures } from "../../pipelines/fingerprint/quality-measures.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { addEnsemble } from "./add-ensemble.ts";
import { addNetwork } from "./network/add-network.ts";
import type { QualityModel } from "./quality-model.ts";

/** The model as an ONNX file: `measures` [1, 69] in, `score` [1, 1] out. The same model gives the same bytes. */
export function encodeQualityModel({ voices, correction }: QualityModel): Uint8Array {
  const graph = new OnnxGraph();
  const columns = qualityMeasures.length;
  const measures = graph.input({
    name: "measures",
    shape: [1, columns],
    note: "native measures of ISO/IEC 29794-4 in the order of NFIQ 2's forest",
  });
  const networks = voices.networks.map((network) => addNetwork(graph, network, measures));
  const answer = graph.node("Mean", [addEnsemble(graph, voices.forest, measures), ...networks]);
  const extended = graph.node("Concat", [measures, answer], { axis: { int: 1 } });
  const rest = addEnsemble(graph, correction, extended);
  graph.output(
    { name: "score", shape: [1, 1], note: "aligned to NFIQ 2, 0 to 100; neither clamped nor rounded" },
    graph.node("Add", [answer, rest]),
  );
  return graph.encode("fingerprint-quality");
}
