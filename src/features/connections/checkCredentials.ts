import * as vscode from 'vscode';
import type { Connection, Credentials } from '../../core/platform/connection.ts';
import { failureOf } from '../../core/platform/failure.ts';
import { failureText } from '../../host/failureText.ts';
import type { Services } from '../services.ts';

/** Whether the server takes these credentials: its name for the account, or the sentence that says why not. */
export type Checked = { readonly name: string } | { readonly problem: string };

/** Signs in once, to prove credentials before they are saved. */
export async function checkCredentials(
  { clients, log }: Services,
  connection: Connection,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<Checked> {
  const client = await clients.trial(connection, credentials);
  try {
    const { name } = await client.check(signal);
    return { name };
  } catch (error) {
    const failure = failureOf(error);
    log.info(`credentials not accepted: ${failure.kind}`);
    if (failure.kind !== 'signedOut') return { problem: failureText(failure).sentence };
    return {
      problem:
        credentials.platform === 'codio'
          ? vscode.l10n.t(
              'The server does not accept this client ID and secret. Check both, then press Enter again.',
            )
          : vscode.l10n.t(
              'The server does not accept this user name and password. Check both, then press Enter again.',
            ),
    };
  } finally {
    await client.close();
  }
}
