import { acceptedConfig } from '../config/effective.ts';
import { AppError, type FieldError } from '../kernel/errors.ts';
import { type CheckReferencesDeps, checkReferences } from '../publishing/check-references.ts';
import type { SettingsRows } from '../settings/ports.ts';
import { workspaceLayer } from '../settings/settings.ts';
import { type CompilePattern, globSource } from './match.ts';
import { hasRules, type MatchingRules } from './matching.contract.ts';
import { type Template, templateLayer } from './template.ts';

export type CheckDeps = CheckReferencesDeps & {
  settings: Pick<SettingsRows, 'find'>;
  compile: CompilePattern;
};

const HOW = 'Regular expressions are those of RE2: without look-around and references back.';

/** What of the rules could never match anything. */
export function ruleProblems(rules: MatchingRules, compile: CompilePattern): FieldError[] {
  const options = { caseSensitive: rules.case_sensitive };
  const patterns = (rules.patterns ?? []).flatMap((source, index) =>
    compile(source, options) ? [] : [{ path: `matching_rules.patterns[${index}]`, message: HOW }],
  );
  const glob = rules.name_pattern === null || compile(globSource(rules.name_pattern), options);
  const message = 'A name with * and ?, and not as many of them.';
  return glob ? patterns : [...patterns, { path: 'matching_rules.name_pattern', message }];
}

/**
 * The rules that go over several fields, for a template as a whole: also for one that is changed.
 *
 * @throws invalid_request
 */
export const checkTemplate =
  (deps: CheckDeps) =>
  async (template: Template): Promise<Template> => {
    const { settings, compile } = deps;
    const { matchingRules: rules, isDraft, workspaceId } = template;
    const errors = rules ? ruleProblems(rules, compile) : [];
    if (!isDraft && !(rules && hasRules(rules))) {
      const message = 'A template needs at least one rule, unless it is a draft.';
      errors.push({ path: 'matching_rules', message });
    }
    if (errors.length > 0) {
      throw new AppError('invalid_request', 'The matching rules are wrong: see errors.', {
        errors,
      });
    }
    const below = workspaceLayer(await settings.find(workspaceId));
    const layer = templateLayer(template);
    acceptedConfig([below, layer], fieldOf);
    await checkReferences(deps)(workspaceId, layer.value, fieldOf);
    return template;
  };

/** Where a template has what the config calls so. */
const fieldOf = (path: string) =>
  path.replace(/^publish\.presets/, 'output_config.preset_ids').replace(/^metadata/, '$&_config');
