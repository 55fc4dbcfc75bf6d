"""Speech to text for one worker: a JSON object in for each clip, one out, a line each.

It loads the model once, as loading takes as long as a minute of speech, and hears as many clips side
by side as it is told: a clip keeps one core busy, and two threads for one are hardly faster. It ends
with its input.
"""

import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

# Prints of libraries must not get between the answers.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import ctranslate2  # noqa: E402
import numpy  # noqa: E402
from faster_whisper import WhisperModel  # noqa: E402
from faster_whisper.audio import decode_audio  # noqa: E402
from faster_whisper.vad import collect_chunks, get_speech_timestamps  # noqa: E402

RATE = 16_000
WINDOW = 30 * RATE
# Text that packs so well is a loop: decoded again with some chance, until it is none.
LOOP_COMPRESSION = 2.4
TEMPERATURES = [0.0, 0.4, 0.8]
# Doubtful text is kept and judged by whoever reads the answer; only loops are decoded again.
ANY_PROBABILITY = -100.0
# So sure of another language, a clip is a quotation in it.
SURE = 0.9


class Refused(Exception):
    """Will not work with this model, however often it is tried."""


class Engine:
    def __init__(self, folder, workers):
        self.model = WhisperModel(
            folder,
            device="cpu",
            compute_type="int8",
            cpu_threads=1,
            num_workers=workers,
        )
        self.multilingual = self.model.model.is_multilingual
        self.known = {}

    def languages(self, path):
        """How likely each language is, over all windows of what is speech in the clip."""
        if path not in self.known:
            self.known[path] = self._languages(decode_audio(path, sampling_rate=RATE))
        return self.known[path]

    def _languages(self, audio):
        if not self.multilingual:
            return {"en": 1.0}
        pieces, _ = collect_chunks(audio, get_speech_timestamps(audio))
        speech = numpy.concatenate(pieces)
        sums, total = {}, 0
        for start in range(0, len(speech), WINDOW):
            window = speech[start : start + WINDOW]
            _, _, found = self.model.detect_language(window)
            for language, probability in found:
                sums[language] = sums.get(language, 0.0) + probability * len(window)
            total += len(window)
        return {language: value / total for language, value in sums.items()}

    def choose(self, path, wanted, likely):
        """The language to write in, and how likely it is; None where there is no speech."""
        if wanted:
            if wanted != "en" and not self.multilingual:
                raise Refused(f"this model knows English only, not {wanted}")
            return wanted, None
        found = self.languages(path)
        if not found:
            return None, None
        best = max(found, key=found.get)
        language = likely if likely in found and found[best] < SURE else best
        return language, found[language]

    def transcribe(self, path, wanted, likely, prompt):
        language, probability = self.choose(path, wanted, likely)
        if language is None:
            return {"language": None, "text": "", "segments": [], "words": []}
        # Chance with the same seed gives the same text.
        ctranslate2.set_random_seed(1)
        segments, info = self.model.transcribe(
            path,
            language=language,
            beam_size=1,
            best_of=1,
            temperature=TEMPERATURES,
            compression_ratio_threshold=LOOP_COMPRESSION,
            log_prob_threshold=ANY_PROBABILITY,
            condition_on_previous_text=False,
            initial_prompt=prompt or None,
            word_timestamps=True,
            vad_filter=True,
        )
        segments = list(segments)
        return {
            "language": language,
            "language_probability": probability,
            "speech_seconds": info.duration_after_vad,
            "text": "".join(segment.text for segment in segments),
            "segments": [line(segment) for segment in segments],
            "words": [word for segment in segments for word in words(segment)],
        }


def line(segment):
    return {
        "start": segment.start,
        "end": segment.end,
        "text": segment.text.strip(),
        "avg_logprob": segment.avg_logprob,
        "no_speech_prob": segment.no_speech_prob,
    }


def words(segment):
    # A model is sure of its loops, but they are no words that were said.
    loops = segment.compression_ratio > LOOP_COMPRESSION
    for word in segment.words or []:
        yield {
            "word": word.word.strip(),
            "start": word.start,
            "end": word.end,
            "probability": 0.0 if loops else float(word.probability),
        }


def answer(engine, request):
    path = request["path"]
    if request["task"] == "detect":
        return {"languages": engine.languages(path)}
    return engine.transcribe(
        path, request.get("language"), request.get("likely"), request.get("prompt")
    )


one_at_a_time = threading.Lock()


def say(message):
    with one_at_a_time:
        answers.write(json.dumps(message) + "\n")
        answers.flush()


def hear(engine, request):
    try:
        say({"id": request["id"], "result": answer(engine, request)})
    except Exception as error:  # One bad clip is no reason to end.
        refused = isinstance(error, Refused)
        text = str(error) if refused else f"{type(error).__name__}: {error}"
        say({"id": request["id"], "error": text, "refused": refused})


def main(folder, workers):
    engine = Engine(folder, int(workers))
    with ThreadPoolExecutor(int(workers)) as pool:
        for request in map(json.loads, sys.stdin):
            pool.submit(hear, engine, request)


main(*sys.argv[1:])
