namespace Gongxin.Governance;

/// <summary>Marks the texts about people, roles and sessions (<c>PeopleText.resx</c>).</summary>
public sealed class PeopleText;
