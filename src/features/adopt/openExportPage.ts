import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import type { HandOver } from './handOverRequest.ts';

/** Opens the page that makes the file in the browser. Answers its address; undefined where the platform has none that is known. */
export async function openExportPage(
  { clients }: Services,
  { connection, request }: HandOver,
): Promise<string | undefined> {
  const page = await clients.exportPage(connection.id, request.course);
  // What the browser does with it is not waited for: the question stands beside it.
  if (page !== undefined) void vscode.env.openExternal(vscode.Uri.parse(page, true));
  return page;
}
