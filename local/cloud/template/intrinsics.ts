import { z } from 'zod';

/** What an intrinsic function may ask of the template around it. */
export type Scope = {
  /** Resolves a nested value. Undefined stands for `AWS::NoValue`. */
  value: (value: unknown) => unknown;
  ref: (name: string) => unknown;
  attribute: (logicalId: string, name: string) => unknown;
  imported: (name: string) => unknown;
  mapping: (map: string, top: string, second: string) => unknown;
  condition: (name: string) => boolean;
};

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const List = z.array(z.unknown());
const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const textOf = (value: unknown, scope: Scope) => Text.parse(scope.value(value));

/** The functions that CDK writes into templates. Any other is an error, not a guess. */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => scope.ref(z.string().parse(name)),
  'Fn::GetAtt': (argument, scope) => {
    const path = typeof argument === 'string' ? argument.split('.') : List.parse(argument);
    const [logicalId, ...name] = path.map(part => textOf(part, scope));
    return scope.attribute(z.string().parse(logicalId), name.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = z.tuple([z.string(), z.unknown()]).parse(argument);
    return List.parse(scope.value(parts))
      .map(part => Text.parse(part))
      .join(separator);
  },
  'Fn::Sub': substitute,
  'Fn::ImportValue': (name, scope) => scope.imported(textOf(name, scope)),
  'Fn::Select': (argument, scope) => {
    const [index, list] = z.tuple([z.unknown(), z.unknown()]).parse(argument);
    return List.parse(scope.value(list))[Number(textOf(index, scope))];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = z.tuple([z.string(), z.unknown()]).parse(argument);
    return textOf(text, scope).split(separator);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, top, second] = List.parse(argument).map(part => textOf(part, scope));
    return scope.mapping(map ?? '', top ?? '', second ?? '');
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
    return scope.value(scope.condition(name) ? yes : no);
  },
  'Fn::Base64': (text, scope) => Buffer.from(textOf(text, scope)).toString('base64'),
  'Fn::GetAZs': () => ['a', 'b', 'c'].map(zone => `local-1${zone}`),
  Condition: (name, scope) => scope.condition(z.string().parse(name)),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = List.parse(argument).map(side => JSON.stringify(scope.value(side)));
    return left === right;
  },
  'Fn::And': (argument, scope) => List.parse(argument).every(part => scope.value(part) === true),
  'Fn::Or': (argument, scope) => List.parse(argument).some(part => scope.value(part) === true),
  'Fn::Not': (argument, scope) => scope.value(List.parse(argument)[0]) !== true,
};

/** `${Name}`, `${Name.Attribute}`, `${Local}` with a table of values, and `${!Literal}`. */
function substitute(argument: unknown, scope: Scope): string {
  const [text, table] = Array.isArray(argument)
    ? z.tuple([z.string(), z.record(z.string(), z.unknown())]).parse(argument)
    : [z.string().parse(argument), {}];
  const locals = new Map(Object.entries(table));
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (locals.has(name)) return textOf(locals.get(name), scope);
    const [logicalId = '', ...attribute] = name.split('.');
    const value = attribute.length
      ? scope.attribute(logicalId, attribute.join('.'))
      : scope.ref(name);
    return Text.parse(value);
  });
}
