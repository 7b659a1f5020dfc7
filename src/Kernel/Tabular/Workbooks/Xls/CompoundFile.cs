namespace Gongxin.Kernel.Tabular.Workbooks.Xls;

/// <summary>Looks into the directory of a compound file, the shell of binary workbooks and of encrypted XLSX files.</summary>
internal static class CompoundFile
{
    private const int EntryLength = 128;

    private static readonly byte[] EncryptedPackage = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage\0");

    /// <summary>
    /// Whether the file holds an encrypted XLSX. It is refused even where the password is the well-known one of files that are
    /// only recommended to be read: the library would unpack it without any bound.
    /// </summary>
    public static bool HasEncryptedPackage(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var block = new byte[64 * 1024];
        long start = 0;
        int read;
        while ((read = RandomAccess.Read(file, block, start)) >= EntryLength)
        {
            // Entries of the directory lie at multiples of their length, wherever the directory is.
            read -= read % EntryLength;
            for (var at = 0; at < read; at += EntryLength)
            {
                if (block.AsSpan(at, EntryLength).StartsWith(EncryptedPackage))
                {
                    return true;
                }
            }

            start += read;
        }

        return false;
    }
}
