/** Small words that belong to what follows: a line should not end on them. English and Russian. */
const LEANING = new Set(
  `a an the and or but of to in on at by for from with as that which who if than into about
  my your his her its our their this these those is are was were be not no
  и или но а в во на с со к ко у о об от до по за из для при без над под что как если чтобы не ни
  этот эта это эти мой наш ваш его её их`.split(/\s+/),
);

export const leansForward = (text: string) => LEANING.has(text.toLowerCase());
