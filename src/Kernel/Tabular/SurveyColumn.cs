using System.Globalization;

namespace Gongxin.Kernel.Tabular;

/// <summary>One column during a survey: its type is either given and checked, or inferred.</summary>
internal sealed class SurveyColumn
{
    private readonly string _name;
    private readonly ColumnParser? _given;
    private readonly ColumnTally _tally = new();
    private long _filled;
    private long _missing;
    private long _misfits;
    private long _errors;

    public SurveyColumn(string name, ColumnSchema? given, TableSchema? table)
    {
        _name = name;
        _given = given is null ? null : new ColumnParser(given with { Name = name }, table);
    }

    public void Add(CellBatch batch, int column)
    {
        if (_given is not null)
        {
            Check(_given, batch, column);
            return;
        }

        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsError(row, column))
            {
                // Filled, but no value: it says nothing about the type.
                _errors++;
            }
            else
            {
                _tally.Add(batch.Cell(row, column));
            }
        }
    }

    public (ColumnSchema Column, ColumnSurvey Counts) Choose(FindingLog log)
    {
        if (_given is not null)
        {
            return (_given.Column, new ColumnSurvey(_name, _filled, _missing, _misfits));
        }

        var chosen = new TypeChoice(_name, _tally).Choose();
        if (chosen.Column.Type is ColumnType.DateTime && _tally.ZoneMinutes is int minutes)
        {
            log.Add(new Finding(null, _name, FindingCodes.ColumnZoneDropped, null, Zone(minutes)));
        }

        var counts = chosen.Counts;
        return (chosen.Column, counts with { Filled = counts.Filled + _errors, Misfits = counts.Misfits + _errors });
    }

    private void Check(ColumnParser given, CellBatch batch, int column)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            var cell = batch.Cell(row, column);
            var isError = batch.IsError(row, column);
            if (!isError && given.IsMissing(cell))
            {
                _missing++;
                continue;
            }

            _filled++;
            if (isError || !given.Fits(cell))
            {
                _misfits++;
            }
        }
    }

    private static string Zone(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
}
