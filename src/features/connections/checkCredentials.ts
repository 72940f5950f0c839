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
    return { problem: failureText(failure).sentence };
  } finally {
    await client.close();
  }
}
