using Gongxin.Kernel.Text;

namespace Gongxin.Credit;

// A row of one of this module's own files, read by the names of its columns.
internal sealed class EmbeddedRow
{
    private readonly OwnCsv _file;
    private readonly string[] _cells;

    private EmbeddedRow(OwnCsv file, string[] cells) => (_file, _cells) = (file, cells);

    public string this[string column] => _cells[_file.IndexOf(column)];

    // A text in both languages, from two columns.
    public TwoTexts Both(string column) => new(this[column + "_zh"], this[column + "_en"]);

    /// <param name="name">Folder and name inside the module, such as <c>Lists.credit-lists.csv</c>.</param>
    public static IReadOnlyList<EmbeddedRow> All(string name)
    {
        var file = OwnCsv.ReadEmbedded(typeof(EmbeddedRow).Assembly, $"{typeof(EmbeddedRow).Namespace}.{name}");
        return [.. file.Rows.Select(cells => new EmbeddedRow(file, cells))];
    }
}
