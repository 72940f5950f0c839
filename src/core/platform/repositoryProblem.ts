/** Which of the three things that a person types about a file in a repository is meant. */
export type AddressField = 'address' | 'ref' | 'path';

/**
 * Why what was typed is not used. `transport` is the scheme that git would have used; it is one of the user's own words.
 *
 * - `option`: begins with a hyphen, so that a program might read it as an option
 * - `control`: holds a control character, as it is or percent-encoded
 * - `local`: a path of this machine; `insecure`: `http:`; `ssh`: `ssh:` or `git@host:path`; `transport`: any other scheme
 * - `token`: a query or a fragment with what is called a token, a key or a password
 * - `extra`: an address with a query or a fragment that is no page Lectern knows
 * - `noRepository`: a page of a host that is about a person, a group or a search
 * - `outside`: a path that leaves the repository; `folder`: a path that ends in a slash
 */
export type AddressProblem =
  | {
      readonly is:
        | 'empty'
        | 'notAnAddress'
        | 'option'
        | 'control'
        | 'local'
        | 'insecure'
        | 'ssh'
        | 'credentials'
        | 'token'
        | 'extra'
        | 'noRepository'
        | 'notARef'
        | 'outside'
        | 'folder';
    }
  | { readonly is: 'transport'; readonly transport: string };

/**
 * Why a file did not come out of a Git repository.
 *
 * - `private`: the server wants to know who asks (401, or a page to sign in instead of an answer) or refuses (403); hosts answer so for
 *   what is not there, too
 * - `missing`: the server does not know the repository (404); hosts answer so for private ones, too
 * - `ref`: no branch, tag or commit of that name; `shortCommit` when it reads like the beginning of a commit's name
 * - `path`: no such file; `files` are `.json` files of the repository, most alike first, `more` the number of those left out
 * - `notAFile`: something else is at `at`, which is the path or a part of it; `target` is what a link stands for, if that is inside
 *   the repository, and then `files` begins with it or with what is in it
 * - `lfs`: the repository holds a Git LFS pointer in place of the file
 * - `fileTooLarge`, `transferTooLarge`: a limit in bytes
 * - `brokeOff`: the server was reached, and the connection ended in the middle of its answer
 * - `redirect`: the server sends on to a host, `to`, where there is no Git repository; `leavesHttps`: to an address of another scheme
 * - `oldServer`: no smart HTTP, which only an installed git reads
 * - `certificate`: the server's certificate is not trusted
 * - `unsupported`: the repository names its objects by SHA-256
 * - `gitMissing`: git was asked for and is not installed, or is too old
 * - `gitFailed`: anything else; `detail` is git's own last line and may hold the address
 */
export type RepositoryProblem =
  | { readonly is: 'private'; readonly status: 401 | 403 }
  | { readonly is: 'missing' | 'notARepository' | 'empty' }
  | { readonly is: 'ref'; readonly ref: string; readonly shortCommit: boolean }
  | { readonly is: 'path'; readonly path: string; readonly files: readonly string[]; readonly more: number }
  | {
      readonly is: 'notAFile';
      readonly what: 'folder' | 'symlink' | 'submodule';
      readonly path: string;
      readonly at: string;
      readonly target?: string;
      readonly files: readonly string[];
      readonly more: number;
    }
  | { readonly is: 'lfs'; readonly path: string }
  | { readonly is: 'fileTooLarge' | 'transferTooLarge'; readonly limit: number }
  | { readonly is: 'brokeOff'; readonly host: string }
  | { readonly is: 'redirect'; readonly to: string }
  | { readonly is: 'leavesHttps'; readonly scheme: string }
  | { readonly is: 'oldServer' | 'certificate' | 'unsupported' | 'gitMissing' }
  | { readonly is: 'gitFailed'; readonly detail: string };
