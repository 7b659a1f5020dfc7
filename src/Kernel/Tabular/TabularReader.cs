using Gongxin.Kernel.Tabular.Delimited;
using Gongxin.Kernel.Tabular.Encodings;
using Gongxin.Kernel.Tabular.Json;
using Gongxin.Kernel.Tabular.Workbooks;

namespace Gongxin.Kernel.Tabular;

/// <summary>Opens a handed-in file as tables. What it is, is told by its content; the name is only checked against it.</summary>
public static class TabularReader
{
    private const int HeadLength = 512;

    /// <param name="path">Where the bytes are.</param>
    /// <param name="fileName">The name under which the file was handed in.</param>
    /// <exception cref="TabularException">The file is no table, or cannot be read as one.</exception>
    public static TabularFile Open(string path, string fileName, TabularLimits? limits = null, CancellationToken ct = default)
    {
        limits ??= TabularLimits.Default;
        var head = ReadHead(path);
        if (head.Length == 0)
        {
            throw new TabularException(new Finding(null, null, FindingCodes.FileEmpty));
        }

        if (FileKind.Workbook(path, head) is TabularFormat format)
        {
            return WorkbookFile.Open(path, format, limits, FileExtension.Check(fileName, format), ct);
        }

        return OpenText(path, fileName, limits, ct);
    }

    private static TabularFile OpenText(string path, string fileName, TabularLimits limits, CancellationToken ct)
    {
        EncodingChoice encoding;
        using (var file = File.OpenHandle(path, options: FileOptions.SequentialScan))
        {
            encoding = EncodingScan.Run(file, ct);
        }

        if (JsonStart.IsJson(path, encoding, limits))
        {
            return JsonFile.Open(path, fileName, encoding, limits, ct);
        }

        return DelimitedFile.Open(path, encoding, FileExtension.Check(fileName, TabularFormat.Csv), limits);
    }

    private static byte[] ReadHead(string path)
    {
        using var file = File.OpenHandle(path);
        var head = new byte[HeadLength];
        return head[..RandomAccess.Read(file, head, 0)];
    }
}
