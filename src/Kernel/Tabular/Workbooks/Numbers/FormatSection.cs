namespace Gongxin.Kernel.Tabular.Workbooks.Numbers;

/// <summary>The first section of a number format, the one for positive numbers, taken apart.</summary>
internal ref struct FormatSection
{
    private readonly ReadOnlySpan<char> _code;
    private int _at;
    private char _lastUnit;
    private bool _monthOrMinute;

    private FormatSection(ReadOnlySpan<char> code)
    {
        _code = code;
        IsWhole = true;
    }

    public bool HasYear { get; private set; }
    public bool HasMonth { get; private set; }
    public bool HasDay { get; private set; }
    public bool HasClock { get; private set; }
    public bool HasElapsed { get; private set; }
    public bool HasPercent { get; private set; }
    public int SecondDigits { get; private set; }

    /// <summary>Places that are filled with zeros.</summary>
    public int Zeros { get; private set; }

    /// <summary>True when there are no other places, decimals or exponents.</summary>
    public bool IsWhole { get; private set; }

    public static FormatSection Read(string code)
    {
        var section = new FormatSection(code);
        while (section._at < code.Length && code[section._at] != ';')
        {
            section.Next();
        }

        section.SettleMonth(minute: false);
        return section;
    }

    private readonly int RunLength(char letter)
    {
        var rest = _code[_at..];
        var length = rest.IndexOfAnyExcept(letter, char.ToUpperInvariant(letter));
        return length < 0 ? rest.Length : length;
    }

    private void Next()
    {
        switch (_code[_at])
        {
            case '"':
                PassTo('"');
                break;
            case '\\' or '_' or '*':
                _at += 2;
                break;
            case '[':
                ReadBracket();
                break;
            case '0':
                Zeros++;
                _at++;
                break;
            case '#' or '?' or '.' or ',' or '/':
                IsWhole = false;
                _at++;
                break;
            case '%':
                HasPercent = true;
                _at++;
                break;
            default:
                ReadLetters();
                break;
        }
    }

    private void PassTo(char mark)
    {
        var length = _code[(_at + 1)..].IndexOf(mark);
        _at = length < 0 ? _code.Length : _at + length + 2;
    }

    // [h] counts on after 24 hours; [Red], [>100], [$-804], [DBNum1] say nothing about what the value is.
    private void ReadBracket()
    {
        var from = _at + 1;
        PassTo(']');
        var inside = _code[from..Math.Max(from, Math.Min(_at - 1, _code.Length))];
        if (inside.Length > 0 && (inside.IndexOfAnyExcept("hH") < 0 || inside.IndexOfAnyExcept("mM") < 0 || inside.IndexOfAnyExcept("sS") < 0))
        {
            HasElapsed = true;
            HasClock = true;
            _lastUnit = 'h';
        }
    }

    private void ReadLetters()
    {
        var rest = _code[_at..];
        if (rest.StartsWith("General", StringComparison.OrdinalIgnoreCase))
        {
            _at += "General".Length;
            return;
        }

        if (rest.StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("A/P", StringComparison.OrdinalIgnoreCase))
        {
            HasClock = true;
            _at += rest.StartsWith("A/P", StringComparison.OrdinalIgnoreCase) ? 3 : 5;
            return;
        }

        if (rest is ['E' or 'e', '+' or '-', ..])
        {
            IsWhole = false;
            _at += 2;
            return;
        }

        var unit = char.ToLowerInvariant(rest[0]);
        var length = RunLength(unit);
        _at += length;
        ReadUnit(unit, length);
    }

    private void ReadUnit(char unit, int length)
    {
        switch (unit)
        {
            case 'y' or 'e' or 'b':
                HasYear = true;
                break;
            case 'd':
                HasDay = true;
                break;
            case 'a' when length >= 3:
                // 星期: the day of the week.
                HasDay = true;
                break;
            case 'h':
                HasClock = true;
                break;
            case 's':
                HasClock = true;
                SettleMonth(minute: true);
                ReadSecondDigits();
                break;
            case 'm' when length >= 3:
                HasMonth = true;
                break;
            case 'm' when _lastUnit == 'h':
                HasClock = true;
                break;
            case 'm':
                SettleMonth(minute: false);
                _monthOrMinute = true;
                break;
            default:
                return;
        }

        if (unit != 'm')
        {
            SettleMonth(minute: false);
        }

        _lastUnit = unit;
    }

    // "m" is a minute before seconds, else a month.
    private void SettleMonth(bool minute)
    {
        HasMonth |= _monthOrMinute && !minute;
        HasClock |= _monthOrMinute && minute;
        _monthOrMinute = false;
    }

    private void ReadSecondDigits()
    {
        if (_at < _code.Length - 1 && _code[_at] == '.' && _code[_at + 1] == '0')
        {
            _at++;
            SecondDigits = RunLength('0');
            _at += SecondDigits;
        }
    }
}
