namespace Gongxin.Ui.Charts.Pictures;

// The bars of one place: side by side all begin at zero, stacked each begins where the one before it ended, upwards and downwards.
internal struct BarStack(Scale scale, bool isStacked)
{
    // A value other than zero stays visible.
    private const double LengthMin = 0.6;

    private double _up;
    private double _down;

    public (double At, double Length) Next(double value)
    {
        var from = !isStacked ? 0 : value >= 0 ? _up : _down;
        (_up, _down) = value >= 0 ? (_up + value, _down) : (_up, _down + value);
        var (a, b) = (scale[from], scale[from + value]);
        return (Math.Min(a, b), Math.Max(Math.Abs(a - b), value == 0 ? 0 : LengthMin));
    }
}
