namespace Gongxin.Catalogue.Resources;

// A resource in a list.
public sealed record ResourceRow(
    Guid Id,
    string? Code,
    string Name,
    string? Summary,
    string? ProviderName,
    string? ProviderCode,
    CodedValue State,
    CodedValue? ShareType,
    CodedValue? OpenType,
    CodedValue? UpdateCycle,
    CodedValue? Domain,
    int Items,
    string? Dataset,
    DateTime ChangedAt,
    DateTime? PublishedAt);

// A resource whole: what the public sees of a published one.
public sealed record ResourceView
{
    public required Guid Id { get; init; }
    public string? Code { get; init; }
    public required CodedValue State { get; init; }

    // Raised with every change; what If-Match asks for.
    public required int Version { get; init; }
    public required ResourceContent Content { get; init; }

    // SHA-256 of the content as it is stored; stands in the ledger with the publication.
    public required string ContentSha256 { get; init; }

    // The coded fields with their names, lists and editions.
    public required IReadOnlyDictionary<string, CodedValue> Values { get; init; }

    // Class, item, subject and detail by name, as far as they have one.
    public required IReadOnlyList<ClassLevel> Classes { get; init; }
    public required IReadOnlyList<ResourceLink> Related { get; init; }
    public required IReadOnlyList<ResourceLink> RelatedBy { get; init; }
    public DatasetLink? Dataset { get; init; }

    // When the cycle asks for the next update, from the data's last; null when there is no data or no fixed cycle.
    public DateOnly? NextDueOn { get; init; }
    public bool IsOverdue { get; init; }
    public DateTime? RegisteredAt { get; init; }
    public DateTime? PublishedAt { get; init; }

    // Number of the entry of its newest publication or withdrawal.
    public long? LedgerEntry { get; init; }

    // Why it was withdrawn.
    public string? Reason { get; init; }
}

public sealed record ClassLevel(string Code, string Name);

// A name only where the resource is published.
public sealed record ResourceLink(string Code, string? Name);

public sealed record DatasetLink(string Slug, string Title, DateTime PublishedAt);

// A resource as those who work at it see it: with what it does not meet yet and the way it went.
public sealed record ResourceWork
{
    public required ResourceView Resource { get; init; }
    public required IReadOnlyList<Rules.ResourceFindingView> Findings { get; init; }
    public required IReadOnlyList<ResourceStepView> Steps { get; init; }
    public required bool IsMine { get; init; }
    public required bool IsChangeable { get; init; }
    public required bool IsSubmittable { get; init; }

    // True when the reader may decide the review that it is in.
    public required bool IsReviewable { get; init; }
    public required bool IsWithdrawable { get; init; }
}

public sealed record ResourceStepView(int Number, DateTime At, string By, CodedValue From, CodedValue To, string? Reason);
