using Gongxin.Kernel.Identity;

namespace Gongxin.Contracts.Governance;

/// <summary>Tells people on the platform what concerns them; by mail or webhook as well, when they wish it.</summary>
public interface INotices
{
    /// <summary>
    /// Adds the notice to what the caller saves next, so that it is there when the change is. False when the recipient was
    /// given one with this key before: whoever runs twice tells nobody twice.
    /// </summary>
    Task<bool> NotifyAsync(NewNotice notice, CancellationToken ct);
}

/// <param name="To">Who is told.</param>
/// <param name="Code">What is told: key of a text of the sending module in both languages, rendered when it is read.</param>
/// <param name="Key">Names the occasion; one recipient is told of one occasion once.</param>
public sealed record NewNotice(NoticeRecipient To, string Code, string Key)
{
    /// <summary>Values for the placeholders of the text; never personal data.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Path of the page where something can be done.</summary>
    public string? Link { get; init; }

    /// <summary>Urgent notices go out alone and at once; others are gathered.</summary>
    public bool IsUrgent { get; init; }
}

/// <summary>One actor, or everybody who holds a permission.</summary>
public readonly record struct NoticeRecipient(string Value)
{
    public const string HolderPrefix = "may:";

    public static NoticeRecipient Actor(string actorId) => new(actorId);

    public static NoticeRecipient HoldersOf(Permission permission) => new(HolderPrefix + permission.Name);
}
