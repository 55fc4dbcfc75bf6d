import { type Json, onlyResource } from './cloud.ts';

export type State = Record<string, Json> & { Type: string };
export type Machine = { StartAt: string; States: Record<string, State> };

/** The state machine as JSON text, every reference replaced by a stand-in. */
export function definitionText(): string {
  const { DefinitionString } = onlyResource(
    'pipeline',
    'AWS::StepFunctions::StateMachine',
  ).Properties;
  const parts: unknown[] = DefinitionString['Fn::Join'][1];
  return parts.map(part => (typeof part === 'string' ? part : standIn(part))).join('');
}

const STAND_INS: Record<string, string> = { 'AWS::Partition': 'aws' };

function standIn(reference: Json): string {
  const attribute = reference['Fn::GetAtt'];
  if (attribute) return `arn:aws:lambda:eu-central-1:000000000000:function:${attribute[0]}`;
  return STAND_INS[reference.Ref] ?? String(reference.Ref ?? reference['Fn::ImportValue']);
}

export const machine = (): Machine => JSON.parse(definitionText());

/** All states by name, also those inside branches and maps. Names are unique in the whole machine. */
export function allStates({ States }: Machine): [string, State][] {
  return Object.entries(States).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...[...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])].flatMap(
      allStates,
    ),
  ]);
}
