using System.Globalization;
using System.Text;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>Counts what is found in the cells of one column.</summary>
internal sealed class PersonalDataTally(string column)
{
    private const int ExamplesMax = 3;
    private const int EndsShown = 3;
    private const int LongMin = 11;

    // The least number of eleven figures.
    private const long NumberMin = 10_000_000_000;

    private static readonly int Kinds = Enum.GetValues<PersonalDataKind>().Length;

    private readonly bool _isOfHomes = HomeAddresses.AreIn(column);
    private readonly long[] _cells = new long[Kinds];
    private readonly long[] _candidates = new long[Kinds];
    private readonly List<string>[] _examples = [.. Enumerable.Range(0, Kinds).Select(_ => new List<string>())];
    private int _examplesWanted = ~0;

    public void Add(ReadOnlySpan<byte> text)
    {
        if (text.Length < PersonalDataText.BytesMin)
        {
            return;
        }

        var seen = PersonalDataText.Look(text, _examplesWanted);
        if (_isOfHomes)
        {
            HomeAddresses.Look(text, ref seen);
        }

        if (seen.Candidates == 0)
        {
            return;
        }

        for (var kind = 0; kind < Kinds; kind++)
        {
            _candidates[kind] += (seen.Candidates >> kind) & 1;
            if (((seen.Hits >> kind) & 1) != 0)
            {
                _cells[kind]++;
                AddExample(kind, seen);
            }
        }
    }

    /// <summary>A whole number, which is written without marks.</summary>
    public void Add(Int128 number)
    {
        if (number >= NumberMin && number <= ulong.MaxValue)
        {
            Span<byte> text = stackalloc byte[20];
            ((ulong)number).TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
            Add(text[..length]);
        }
    }

    public IEnumerable<PersonalDataFound> Found() =>
        from kind in Enumerable.Range(0, Kinds)
        where _cells[kind] > 0
        select new PersonalDataFound(column, (PersonalDataKind)kind, _cells[kind], _candidates[kind], _examples[kind]);

    private void AddExample(int kind, in PersonalDataSeen seen)
    {
        if (_examples[kind].Count < ExamplesMax)
        {
            _examples[kind].Add(Masked(seen.Example((PersonalDataKind)kind)));
            _examplesWanted &= _examples[kind].Count < ExamplesMax ? ~0 : ~(1 << kind);
        }
    }

    private static string Masked(string found)
    {
        var ends = found.Length >= LongMin ? EndsShown : 1;
        return new StringBuilder(found.Length).Append(found, 0, ends).Append('*', found.Length - (2 * ends)).Append(found, found.Length - ends, ends).ToString();
    }
}
