import { fileNameOf } from '../exports/file/fileName.ts';
import type { Ref } from '../platform/place.ts';
import { shortId } from '../platform/shortId.ts';
import type { CloseOutCourse } from './closeOutRecord.ts';

/** Gives each course a folder of its own: its name, and where two have the same, the start of its id too. */
export function courseFolders(
  courses: readonly (Ref & { readonly inactive?: number })[],
): readonly CloseOutCourse[] {
  const names = courses.map(({ name }) => fileNameOf(name));
  // File systems that do not tell cases apart would mix them up.
  const taken = new Map<string, number>();
  for (const name of names) taken.set(name.toLowerCase(), (taken.get(name.toLowerCase()) ?? 0) + 1);
  return courses.map(({ id, name, inactive }, i) => {
    const folder = names[i] ?? '';
    const unique = folder !== '' && taken.get(folder.toLowerCase()) === 1;
    return {
      id,
      name,
      folder: unique ? folder : `${folder} (${shortId(id)})`.trim(),
      ...(inactive !== undefined && { inactive }),
    };
  });
}
