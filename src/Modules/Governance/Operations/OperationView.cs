using System.Globalization;
using System.Text.Json;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Governance.Operations;

// An operation on the wire and on its page.
public sealed record OperationView
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Subject { get; init; }

    // queued, running, succeeded, failed or cancelled.
    public required string State { get; init; }
    public string? Step { get; init; }
    public required long Done { get; init; }
    public long? Total { get; init; }
    public required bool CancelRequested { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public required string StartedBy { get; init; }
    public JsonElement? Result { get; init; }
    public OperationProblem? Problem { get; init; }

    // The receipt of the file that a load reads: there also when the load failed, with the place of what was found.
    public Guid? Submission { get; init; }

    // The page of this node that tells more of it; there also when it failed.
    public string? Page { get; init; }

    public bool IsOver => State is "succeeded" or "failed" or "cancelled";

    internal static OperationView Of(Operation operation, ProblemTexts texts) => new()
    {
        Id = operation.Id.Value,
        Kind = operation.Kind,
        Subject = operation.Subject,
        State = JsonNamingPolicy.CamelCase.ConvertName(operation.State.ToString()),
        Step = operation.Step,
        Done = operation.Done,
        Total = operation.Total,
        CancelRequested = operation.CancelRequested,
        CreatedAt = operation.CreatedAt,
        EndedAt = operation.EndedAt,
        StartedBy = operation.StartedByName,
        Result = operation.Result is { } result ? JsonSerializer.Deserialize<JsonElement>(result) : null,
        Problem = operation.ProblemCode is { } code ? new OperationProblem(code, TextOf(texts, code, operation.ProblemArgs)) : null,
        Submission = SubmissionOf(operation.Input),
        Page = PageOf(operation.Input),
    };

    private static Guid? SubmissionOf(string input)
    {
        using var json = JsonDocument.Parse(input);
        return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("submission", out var id) && id.ValueKind is JsonValueKind.String && id.TryGetGuid(out var submission)
            ? submission
            : null;
    }

    private static string? PageOf(string input)
    {
        using var json = JsonDocument.Parse(input);
        return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("page", out var page) && page.GetString() is ['/', not '/', ..] path
            ? path
            : null;
    }

    // What was found in a file has texts of its own.
    private static string TextOf(ProblemTexts texts, string code, string? args)
    {
        var culture = CultureInfo.CurrentUICulture;
        string[] values = args is null ? [] : JsonSerializer.Deserialize<string[]>(args)!;
        return texts.Has(code, culture) ? texts.Of(code, values, culture) : FindingRefusal.TextOf(code, values, culture);
    }
}

// Why an operation failed, in the reader's language.
public sealed record OperationProblem(string Code, string Title);
