import { openAiTopics } from '../adapters/topics/openai-topics.ts';
import type { TopicsDeps } from '../topics/topics-stage.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** The language model of the topics stage, where the operator set one up. */
export const topicsPorts = ({ topics }: ProviderSettings): TopicsDeps => ({
  remote: topics && openAiTopics(topics),
});
