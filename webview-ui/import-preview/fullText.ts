/** What a cell says, for the eye: old and new apart, and without what only a screen reader is told. '' if all of it is in sight. */
export function fullText(cell: HTMLElement): string {
  const parts = [...cell.children].filter((part) => part instanceof HTMLElement);
  const isClipped = [cell, ...parts].some(
    ({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth,
  );
  if (!isClipped) return '';
  if (cell.classList.contains('becoming')) return parts.map(({ textContent }) => textContent).join(' → ');
  const copy = document.createElement('div');
  copy.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
  for (const part of copy.querySelectorAll('.unseen')) part.remove();
  return copy.textContent.trim();
}
