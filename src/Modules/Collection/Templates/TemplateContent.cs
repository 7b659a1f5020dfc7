using Gongxin.Collection.Checks;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Collection.Templates;

// A reporting form as data: sheets, what may stand in their cells, and the checks.
public sealed record TemplateContent
{
    public required string Code { get; init; }

    // Raised with every change: a form that was filled in says which edition it is of.
    public required int Edition { get; init; }

    // Code of the kind of content (list association-collection-contents).
    public required string Content { get; init; }

    public required string Title { get; init; }
    public required string TitleEn { get; init; }
    public required string Summary { get; init; }
    public required string SummaryEn { get; init; }

    // Code of how often it is usually asked for (list update-cycles).
    public required string Cycle { get; init; }

    // A survey may be asked for only with the marks of its approval (Statistics Law 2024, Art. 17).
    public bool IsSurvey { get; init; }

    // Of an approved survey; a task that is made with the form takes them over.
    public SurveyMarks? Marks { get; init; }

    public required IReadOnlyList<TemplateSheet> Sheets { get; init; }
    public IReadOnlyList<TemplateCheck> Checks { get; init; } = [];
}

// 表号, 制定机关, 批准文号, 有效期至.
public sealed record SurveyMarks(string Number, string Issuer, string Approval, DateOnly ValidUntil)
{
    public const int TextMax = 100;
}

// Without rows it is a list; with rows it is a sheet of cells.
public sealed record TemplateSheet
{
    public required string Name { get; init; }
    public required string NameEn { get; init; }
    public required IReadOnlyList<TemplateColumn> Columns { get; init; }
    public IReadOnlyList<TemplateRow> Rows { get; init; } = [];

    // Columns of a list that together name a row.
    public IReadOnlyList<string> Key { get; init; } = [];
}

public sealed record TemplateColumn
{
    public required string Name { get; init; }
    public required string NameEn { get; init; }
    public required ColumnType Type { get; init; }
    public string? Unit { get; init; }

    // Slug of the code list that its values are of.
    public string? CodeList { get; init; }

    public bool Required { get; init; }

    // Bounds of a number, and the most characters of a text.
    public decimal? Minimum { get; init; }
    public decimal? Maximum { get; init; }
    public int? LengthMax { get; init; }
}

public sealed record TemplateRow
{
    public required string Name { get; init; }
    public required string NameEn { get; init; }
    public string? Unit { get; init; }

    // Columns in which this row takes no value.
    public IReadOnlyList<string> Closed { get; init; } = [];
}

public sealed record TemplateCheck
{
    public required string Code { get; init; }
    public string? Sheet { get; init; }
    public required string Expression { get; init; }
    public required CheckGrade Grade { get; init; }
    public string? Message { get; init; }
    public string? MessageEn { get; init; }
}
