import { STOP_WORDS } from '../../speech/stop-words.ts';

/** Words of lecturing itself: in every lecture, about none. */
const TALK_ENGLISH = `actually also another anything basically bit bring can cannot come could course day
  different do does doing done dont each else even every everybody everyone everything exactly example
  few find first fact get gets getting give gives go goes going gone good gonna got great guys happen
  happens hello here how however i'm idea im it's its just keep kind know last lecture let let's lets
  like little look looking lot make makes making many may maybe mean means might minute more morning
  most much must need never new next nice nothing now often okay one ones only open part people place
  please point possible pretty probably put question quite read ready really remember right said same
  say saying says second section see seen set show shows slide small so some someone something
  sometimes sort start still stuff sure take talk talked talking tell than thank thanks that's their
  them then there there's thing things think thinking third those three time times today together told
  try turn two understand us use used using usually very video want wants way ways we'll we're we've
  well went what's whole will without word words work would year years yes yet you'll you're able about
  above after again almost already although always among any around away back because become been
  before begin behind being below between both bottom call called certain clearly everywhere five four
  full important inside instead large later least less long made main makes nearly otherwise per rather
  several short simple simply since six such ten though thousand through top toward under until upon
  various whether which while who whose why within hundred forty twenty thirty example examples`;

const TALK_RUSSIAN = `больше будем будет будут бывает быть важно ваш ведь весь вещь видим видите виде видно внимание
  вообще вопрос вопросы вот время все всего всегда всем всех второй вторая второе вы год года говорить
  говорим далее дальше даже два две день для добрый должен должна должно другие других другой его ее
  если есть еще здесь знаем знаете значит именно иметь имеет имеют иногда интересно итак какая какие
  какой каждый каждого кажется конечно конце которая которого которое которой котором которые который
  которых кстати лекции лекция лекцию лучше людей люди мало между меньше места место многие много
  может можем можете можно момент называется называют называем например наверное надо наш наша наше
  нашей начале начать нашего необходимо несколько нет никогда новый нужно образом обычно один одна одно
  одной однако около опять особенно очень первая первое первый перед пожалуйста пока получаем
  получается получить помощью понимаем понятно после последний потом потому поэтому практически пример
  примера примеры примеров просто пусть равно раз разные разных рассмотрим самое самый самая сегодня
  сейчас сказать скажем слайд слайде следующая следующее следующий случай случае случаев смотрим
  собственно соответственно спасибо сразу стоит столько сторона стороны суть считаем таким такая такие
  такое такой также там твой те тем теперь тогда того тоже только том тот третий три тут уже ука
  хорошо хотим хочу часто часть частности части чаще человек чего через что-то чтобы чуть этап этим
  этих это этого этой этом этому явно является являются`;

const TALK: Readonly<Record<string, string>> = { en: TALK_ENGLISH, ru: TALK_RUSSIAN };

/** Words that carry no topic in a language (ISO 639-1); none where we know no list. */
export const functionWords = (language: string): ReadonlySet<string> => {
  const words = [...(STOP_WORDS[language] ?? []), ...(TALK[language]?.split(/\s+/) ?? [])];
  return new Set(words.map(word => word.replaceAll('ё', 'е').replaceAll("'", '’')));
};
