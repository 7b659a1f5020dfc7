using System.Globalization;

namespace Gongxin.Kernel.Tabular.Workbooks.Writing;

/// <summary>Names of sheets as spreadsheets allow them: 1 to 31 characters, without a few signs, unique.</summary>
internal sealed class SheetNames
{
    private const int LengthMax = 31;
    private const string Forbidden = "[]:*?/\\";

    private readonly List<string> _all = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> All => _all;

    /// <summary>Adds the name, with a number when it is taken: "人口", "人口 (2)".</summary>
    public void Add(string name)
    {
        var clean = Clean(name);
        var free = Shorten(clean, LengthMax);
        for (var number = 2; !_taken.Add(free); number++)
        {
            var end = string.Create(CultureInfo.InvariantCulture, $" ({number})");
            free = Shorten(clean, LengthMax - end.Length) + end;
        }

        _all.Add(free);
    }

    private static string Clean(string name)
    {
        var letters = name.Select(letter => Forbidden.Contains(letter, StringComparison.Ordinal) || char.IsControl(letter) || letter >= '\uFFFE' ? '_' : letter).ToArray();
        var clean = new string(letters).Trim('\'', ' ');

        // Spreadsheets keep this name for themselves.
        return clean.Length == 0 ? "Sheet" : clean.Equals("History", StringComparison.OrdinalIgnoreCase) ? "_History" : clean;
    }

    private static string Shorten(string name, int lengthMax)
    {
        if (name.Length <= lengthMax)
        {
            return name;
        }

        return name[..(char.IsHighSurrogate(name[lengthMax - 1]) ? lengthMax - 1 : lengthMax)].TrimEnd('\'', ' ');
    }
}
