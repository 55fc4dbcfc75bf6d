/** What two channels share and what sets them apart, over about a second, in dBFS. */
export type ChannelLevels = { sharedDbfs: number; apartDbfs: number };

/**
 * A voice that is half a decibel louder on one side, which is where ears begin to tell a side, is
 * set apart by −31 dB. Coders leave less between channels that went in equal: −34 dB after two
 * rounds of AAC at 128 kb/s, which fills in noise for each channel by itself.
 */
const APART_BELOW_SHARED_DB = 31;
/** Nobody hears which side such a sound is on. */
const INAUDIBLE_DBFS = -70;

/** Whether two channels carry one sound: the microphone of one speaker on both sides, mostly. */
export const isOneSound = ({ sharedDbfs, apartDbfs }: ChannelLevels) =>
  apartDbfs < INAUDIBLE_DBFS || sharedDbfs - apartDbfs > APART_BELOW_SHARED_DB;
