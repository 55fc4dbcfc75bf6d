import { toIso } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { undoneVersion } from '../../media/edit/edit-version.ts';
import { appendVersion, type EditDeps } from './append-version.ts';
import type { EditView } from './edit.contract.ts';
import { loadEdit } from './load-edit.ts';
import type { EditPlace } from './save-version.ts';

/** Shows the version before again, as a new version; below the first change is the automatic list. */
export const undoEdit =
  (deps: EditDeps) =>
  async (place: EditPlace, { version }: { version: number }): Promise<EditView> => {
    const loaded = await loadEdit(deps)(place);
    const { head, versionOf } = loaded;
    return appendVersion(deps, place, loaded, version, async () => {
      if (head.before === null) {
        throw new AppError('conflict', 'There is nothing to undo: the list is the automatic one.');
      }
      return undoneVersion(head, await versionOf(head.before), toIso(deps.clock()));
    });
  };
