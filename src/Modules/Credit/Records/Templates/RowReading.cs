using Gongxin.Kernel.Tabular;

namespace Gongxin.Credit.Records.Templates;

// One row of a file while it is checked: its values by field, and what was found. A field that is needed, or that is part of the key,
// refuses the row; any other is left empty and warned of.
internal sealed class RowReading(RecordTemplate template, long row)
{
    private readonly string?[] _values = new string?[template.Fields.Count];

    public RecordTemplate Template { get; } = template;
    public long Row { get; } = row;
    public List<Finding> Findings { get; } = [];
    public bool IsRefused { get; private set; }
    public bool IsPerson { get; set; }
    public Dictionary<string, DateOnly> Days { get; } = [];
    public Dictionary<string, long> Fen { get; } = [];

    public string? this[string code]
    {
        get => _values[Place(code)];
        set => _values[Place(code)] = value;
    }

    public string? this[int place]
    {
        get => _values[place];
        set => _values[place] = value;
    }

    // The value of a part that a class may not have.
    public string? Of(string? part) => part is null ? null : this[part];

    public DateOnly? DayOf(string? part) => part is not null && Days.TryGetValue(part, out var day) ? day : null;

    public void Warn(string code, string finding, bool tellText = true) =>
        Findings.Add(new Finding(Row, code, finding, tellText && this[code] is { } text ? Short(text) : null));

    public void Refuse(string code, string finding)
    {
        Warn(code, finding);
        IsRefused = true;
    }

    private static string Short(string text) => text.Length > Finding.TextMax ? text[..Finding.TextMax] : text;

    private int Place(string code)
    {
        for (var i = 0; i < Template.Fields.Count; i++)
        {
            if (Template.Fields[i].Code == code)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(code), code, null);
    }
}
