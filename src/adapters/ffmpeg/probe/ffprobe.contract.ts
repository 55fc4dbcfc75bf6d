import * as z from 'zod';

const NumberText = z.string().transform(Number).pipe(z.number());

const Stream = z.object({
  index: z.int(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  profile: z.union([z.string(), z.number()]).optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  pix_fmt: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  field_order: z.string().optional(),
  r_frame_rate: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  sample_rate: NumberText.optional(),
  channels: z.int().optional(),
  time_base: z.string().optional(),
  start_time: NumberText.optional(),
  duration: NumberText.optional(),
  nb_frames: NumberText.optional(),
  disposition: z
    .object({
      default: z.int().default(0),
      attached_pic: z.int().default(0),
      comment: z.int().default(0),
      dub: z.int().default(0),
      visual_impaired: z.int().default(0),
      hearing_impaired: z.int().default(0),
    })
    .prefault({}),
  tags: z.object({ rotate: NumberText.optional(), language: z.string().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
});
export type ProbedStream = z.infer<typeof Stream>;

/** The part of `ffprobe -of json -show_streams -show_format` that we rely on. */
export const FfprobeAnswer = z.object({
  streams: z.array(Stream).default([]),
  format: z.object({
    format_name: z.string(),
    start_time: NumberText.optional(),
    duration: NumberText.optional(),
    size: NumberText.optional(),
  }),
});
export type FfprobeAnswer = z.infer<typeof FfprobeAnswer>;
