namespace Gongxin.Collection.Templates.Own;

// A template that somebody begins. From: the code of the one that it is made from; Content: the form itself, where it is known already.
public sealed record NewTemplate
{
    public required string Code { get; init; }
    public string? Title { get; init; }
    public string? From { get; init; }
    public int? FromEdition { get; init; }
    public TemplateContent? Content { get; init; }
}

public sealed record DraftItem(Guid Id, string Code, string Title, int Edition, bool IsChanged, string SavedByName, DateTime SavedAt);

// A draft whole, with what stands against putting it into force. Edition: the newest in force, 0 before the first.
public sealed record DraftView
{
    public required Guid Id { get; init; }
    public required int Version { get; init; }
    public required int Edition { get; init; }
    public required bool IsChanged { get; init; }
    public required string SavedByName { get; init; }
    public required DateTime SavedAt { get; init; }
    public required TemplateContent Template { get; init; }
    public required IReadOnlyList<TemplateFaultView> Faults { get; init; }
}

// Place: sheet, column or check. At and Length count characters of a check's expression, from 0.
public sealed record TemplateFaultView(string Place, string Message, int? At, int? Length);

public sealed record EditionView(int Edition, DateTime PublishedAt, string Digest, DateTime? WithdrawnAt);
