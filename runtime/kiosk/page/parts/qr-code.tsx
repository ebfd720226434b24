export type QrCodeProps = { readonly label: string; readonly size: number; readonly path: string };

/** Light around the code as ISO/IEC 18004:2015, 6.3.8 asks for: four modules. */
const quietModules = 4;

/** A QR code from its modules, one unit a module; sharp at every size. */
export function QrCode({ label, size, path }: QrCodeProps) {
  const side = size + 2 * quietModules;
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`${-quietModules} ${-quietModules} ${side} ${side}`}>
      <rect class="qr-light" x={-quietModules} y={-quietModules} width={side} height={side} />
      <path class="qr-dark" d={path} shape-rendering="crispEdges" />
    </svg>
  );
}
