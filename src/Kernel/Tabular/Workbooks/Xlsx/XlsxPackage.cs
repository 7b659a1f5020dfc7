using System.Buffers.Binary;
using System.IO.Compression;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>The parts of an XLSX file. Part names are compared without regard to case, as the standard says.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const int DirectoryEndLength = 22;
    private const int CommentMax = ushort.MaxValue;

    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ZipArchive _zip;
    private readonly WorkbookLimits _limits;
    private PartStream? _last;

    private XlsxPackage(ZipArchive zip, WorkbookLimits limits)
    {
        _zip = zip;
        _limits = limits;
    }

    public static XlsxPackage Open(string path, WorkbookLimits limits)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024);
        try
        {
            CheckDirectory(file, limits);
            var package = new XlsxPackage(new ZipArchive(file, ZipArchiveMode.Read), limits);
            package.ListParts();
            return package;
        }
        catch (Exception e) when (WorkbookFault.IsDamage(e))
        {
            file.Dispose();
            throw WorkbookFault.Corrupt("zip", e);
        }
        catch (TabularException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the archive looks like a workbook and not like another file in a ZIP file.</summary>
    public bool HasWorkbook => _parts.Keys.Any(p => p.StartsWith("xl/", StringComparison.OrdinalIgnoreCase));

    /// <summary>Bytes of the file that the part opened last has consumed.</summary>
    public long PackedBytesRead => _last?.Packed ?? 0;

    public bool Has(string part) => _parts.ContainsKey(part);

    /// <exception cref="TabularException">The part is missing or damaged.</exception>
    public PartStream OpenPart(string part)
    {
        if (!_parts.TryGetValue(part, out var entry))
        {
            throw WorkbookFault.Corrupt(part);
        }

        if (entry.IsEncrypted)
        {
            throw WorkbookFault.Password();
        }

        try
        {
            return _last = new PartStream(entry.Open(), entry, part, _limits);
        }
        catch (Exception e) when (WorkbookFault.IsDamage(e))
        {
            throw WorkbookFault.Corrupt(part, e);
        }
    }

    /// <summary>A part as XML in UTF-8, whichever of the two encodings of the standard it has.</summary>
    public XmlScanner OpenXml(string part, bool small = false)
    {
        if (small && _parts.TryGetValue(part, out var entry) && entry.Length > _limits.SmallPartBytesMax)
        {
            throw WorkbookFault.TooLarge(part, _limits.SmallPartBytesMax);
        }

        Span<byte> mark = stackalloc byte[2];
        int known;
        using (var start = OpenPart(part))
        {
            known = start.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        }

        var encoding = mark[..known] switch
        {
            [0xFF, 0xFE] => System.Text.Encoding.Unicode,
            [0xFE, 0xFF] => System.Text.Encoding.BigEndianUnicode,
            _ => null,
        };
        var bytes = OpenPart(part);
        return new XmlScanner(encoding is null ? bytes : System.Text.Encoding.CreateTranscodingStream(bytes, encoding, System.Text.Encoding.UTF8), part);
    }

    public void Dispose() => _zip.Dispose();

    private void ListParts()
    {
        foreach (var entry in _zip.Entries)
        {
            _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    // The library reads the whole list of parts into memory, so its length is looked at first.
    private static void CheckDirectory(FileStream file, WorkbookLimits limits)
    {
        var tail = new byte[Math.Min(file.Length, DirectoryEndLength + CommentMax)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || tail.Length - at < DirectoryEndLength)
        {
            throw WorkbookFault.Corrupt("zip");
        }

        var end = tail.AsSpan(at);
        var parts = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        var directoryStart = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if (parts > limits.PartsMax || (directoryStart != uint.MaxValue && file.Length - directoryStart > limits.DirectoryBytesMax + tail.Length))
        {
            throw WorkbookFault.TooLarge("zip", limits.PartsMax);
        }

        if (directoryStart == uint.MaxValue)
        {
            CheckLongDirectory(file, tail, at, limits);
        }
    }

    // ZIP64, as written for files beyond 4 GB and by a few libraries for all files.
    private static void CheckLongDirectory(FileStream file, ReadOnlySpan<byte> tail, int end, WorkbookLimits limits)
    {
        const int LocatorLength = 20;
        const int RecordLength = 56;
        var record = new byte[RecordLength];
        if (end < LocatorLength || !tail[(end - LocatorLength)..].StartsWith("PK\u0006\u0007"u8))
        {
            throw WorkbookFault.Corrupt("zip");
        }

        var recordStart = BinaryPrimitives.ReadInt64LittleEndian(tail[(end - LocatorLength + 8)..]);
        if (recordStart < 0 || recordStart > file.Length - RecordLength)
        {
            throw WorkbookFault.Corrupt("zip");
        }

        file.Position = recordStart;
        file.ReadExactly(record);
        file.Position = 0;
        var parts = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32));
        var directoryStart = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
        if (parts > limits.PartsMax || file.Length - directoryStart > limits.DirectoryBytesMax + tail.Length)
        {
            throw WorkbookFault.TooLarge("zip", limits.PartsMax);
        }
    }
}
