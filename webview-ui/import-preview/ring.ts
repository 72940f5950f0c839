import { make } from './dom.ts';

/** Something goes on, nobody knows for how long. The text beside it says what. */
export function ring(): HTMLElement {
  const element = make('span', 'ring');
  element.setAttribute('aria-hidden', 'true');
  return element;
}
