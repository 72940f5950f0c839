import * as vscode from 'vscode';
import { DROP_TYPES, droppedContents, droppedFiles } from '../../host/droppedFiles.ts';
import { COMMANDS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import { oneFileText } from './oneFileText.ts';

/** A file that is dropped on a course, or elsewhere in the Courses view, is imported as blueprints. */
export class DropBlueprints implements vscode.TreeDragAndDropController<CourseNode> {
  readonly dragMimeTypes: readonly string[] = [];
  readonly dropMimeTypes = DROP_TYPES;

  async handleDrop(target: CourseNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const listed = await droppedFiles(transfer);
    const [file, ...others] = listed.length > 0 ? listed : droppedContents(transfer);
    if (!file || others.length > 0) {
      void vscode.window.showErrorMessage(oneFileText());
      return;
    }
    await vscode.commands.executeCommand(COMMANDS.importBlueprints, target, file);
  }
}
