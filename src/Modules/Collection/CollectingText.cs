namespace Gongxin.Collection;

// Marks the texts about tasks, submissions and review.
public sealed class CollectingText;
