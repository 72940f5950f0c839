import * as vscode from 'vscode';
import type { Renderer } from '../../core/exports/parts/renderer.ts';
import { guidesPdfTexts } from './guidesPdfTexts.ts';

/**
 * What renders Guides, with the editor's language and Lectern's fonts. What it needs is loaded with the first such job.
 *
 * @param fontsFolder absolute path of `media/fonts`
 */
export function renderGuides(fontsFolder: string): Renderer {
  return async (rendering) => {
    const [{ guidesRenderer }, { systemFontFolders }] = await Promise.all([
      import('../../core/guides/guidesRenderer.ts'),
      import('../../core/guides/text/systemFonts.ts'),
    ]);
    const render = guidesRenderer({
      language: vscode.env.language,
      texts: guidesPdfTexts(),
      fontsFolder,
      systemFontFolders: systemFontFolders(),
    });
    return render(rendering);
  };
}
