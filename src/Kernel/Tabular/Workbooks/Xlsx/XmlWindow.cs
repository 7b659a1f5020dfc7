namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>The bytes of a part that are at hand, and where in the part they are.</summary>
internal sealed class XmlWindow(Stream source) : IDisposable
{
    private const int LengthUsual = 64 * 1024;

    private long _linesBefore = 1;
    private long _columnsBefore;

    public byte[] Bytes { get; private set; } = new byte[LengthUsual];

    /// <summary>What is before this place is done with.</summary>
    public int At { get; set; }

    /// <summary>Where the bytes at hand end.</summary>
    public int End { get; private set; }

    /// <summary>True when the part has no more bytes than those at hand.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Line and column of <see cref="At"/>, in bytes, counted from 1.</summary>
    public (long Line, long Column) Place
    {
        get
        {
            var passed = Bytes.AsSpan(0, At);
            var lines = passed.Count((byte)'\n');
            var column = lines == 0 ? _columnsBefore + At : At - passed.LastIndexOf((byte)'\n') - 1;
            return (_linesBefore + lines, column + 1);
        }
    }

    /// <summary>
    /// Moves what is not done with to the front and reads on; the window grows, up to a bound, only for what must be whole.
    /// False when there is nothing more, or no room.
    /// </summary>
    public bool Fill(int lengthMax = LengthUsual)
    {
        if (At > 0)
        {
            (_linesBefore, var column) = Place;
            _columnsBefore = column - 1;
            Bytes.AsSpan(At, End - At).CopyTo(Bytes);
            End -= At;
            At = 0;
        }

        if (End == Bytes.Length)
        {
            if (Bytes.Length >= lengthMax)
            {
                return false;
            }

            var larger = new byte[Bytes.Length * 2];
            Bytes.CopyTo(larger, 0);
            Bytes = larger;
        }

        var read = source.Read(Bytes, End, Bytes.Length - End);
        End += read;
        HasEnded = read == 0;
        return read > 0;
    }

    public void Dispose() => source.Dispose();
}
