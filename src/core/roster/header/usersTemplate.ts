import { COLUMNS } from './column.ts';
import { HEADER_LABELS } from './headerLabels.ts';

/**
 * An empty users file: the header as the server's own export in that language has it, English for a language that it does not speak.
 * The tokens in parentheses are what the server reads; the words before them are for people.
 */
export function usersTemplate(locale: string): string {
  const labels = (HEADER_LABELS[locale] ?? HEADER_LABELS['en'] ?? '').split('|');
  return `${COLUMNS.map((token, index) => quoted(`${plain(labels[index] ?? '')} (${token})`)).join(',')}\n`;
}

/** The first parentheses of a label are the token's: the Burmese export of 0.19.5 has others before it, and its server cannot read it. */
function plain(label: string): string {
  return label.replace(/[()]/g, '');
}

function quoted(label: string): string {
  return /[",]/.test(label) ? `"${label.replaceAll('"', '""')}"` : label;
}
