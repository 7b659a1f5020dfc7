using System.Text;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Workbooks;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Resources.Exchange;

// Writes the table to a file, row by row.
internal abstract class CatalogueFile : IDisposable
{
    public static IReadOnlyList<string> Extensions { get; } = ["csv", "xlsx"];

    public static CatalogueFile? Create(string extension, Stream to) => extension switch
    {
        "csv" => new Csv(to),
        "xlsx" => new Xlsx(to),
        _ => null,
    };

    public abstract void Write(IReadOnlyList<string?> row);

    public abstract void Complete();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    // With a byte order mark: most of these files are opened in a spreadsheet, which would not know the encoding otherwise.
    private sealed class Csv : CatalogueFile
    {
        private readonly StreamWriter _to;

        public Csv(Stream to)
        {
            _to = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
            Write(CatalogueTable.Headers);
        }

        public override void Write(IReadOnlyList<string?> row)
        {
            for (var i = 0; i < row.Count; i++)
            {
                _to.Write(i > 0 ? "," : "");
                _to.Write(CsvCell.Of(row[i]));
            }

            _to.WriteLine();
        }

        public override void Complete() => _to.Flush();

        protected override void Dispose(bool disposing) => _to.Dispose();
    }

    private sealed class Xlsx : CatalogueFile
    {
        private readonly XlsxWriter _to;

        public Xlsx(Stream to)
        {
            _to = new XlsxWriter(to);
            _to.BeginSheet("信息资源目录", [.. CatalogueTable.Headers.Select(h => new ColumnSchema { Name = h, Type = ColumnType.Text })]);
        }

        public override void Write(IReadOnlyList<string?> row)
        {
            _to.BeginRow();
            foreach (var cell in row)
            {
                if (string.IsNullOrEmpty(cell))
                {
                    _to.WriteBlank();
                }
                else
                {
                    _to.WriteText(Encoding.UTF8.GetBytes(cell));
                }
            }

            _to.EndRow();
        }

        public override void Complete() => _to.Complete();

        protected override void Dispose(bool disposing) => _to.Dispose();
    }
}
