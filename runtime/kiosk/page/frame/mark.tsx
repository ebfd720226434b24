/** The mark of the booth: a woven lozenge, as in the mats and ikat cloths of Kalimantan, with a door in its heart. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
      <path class="mark-ground" d="M24 0 48 24 24 48 0 24z" />
      <path class="mark-weave" d="M24 7 41 24 24 41 7 24zm0 5L12 24l12 12 12-12z" fill-rule="evenodd" />
      <path class="mark-heart" d="M24 17l7 7-7 7-7-7z" />
    </svg>
  );
}
