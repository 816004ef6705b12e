namespace DomainBlock.Lists.RuleSets;

/// <summary>What a rule of sing-box has beside its names: whether these, alone, are what it blocks.</summary>
internal sealed class RuleShape
{
    private static readonly string[] Conditions =
    [
        "network", "source_ip_cidr", "source_port", "source_port_range", "port", "port_range", "process_name", "process_path", "process_path_regex", "package_name",
        "package_name_regex", "network_type", "network_is_expensive", "network_is_constrained", "network_interface_address", "default_interface_address", "wifi_ssid", "wifi_bssid",
    ];

    private bool _hasRules;

    /// <summary>Why the names of the rule are no plain rules; null where they are.</summary>
    public (LineReason Reason, string Detail)? Refusal { get; private set; }

    /// <summary>The types of query that the rule is for; none: all.</summary>
    public RuleOptions Options { get; private set; } = RuleOptions.None;

    /// <summary>Notes the field <c>query_type</c>: names and numbers of types.</summary>
    public void AddQueryTypes(IReadOnlyList<string> values)
    {
        var types = new HashSet<ushort>();
        foreach (string value in values)
        {
            if (!QueryType.TryParse(value, out ushort type))
                Refuse(LineReason.Modifier, $"query_type={EscapedText.Escape(value, EscapedText.SampleLength)}");
            types.Add(type);
        }
        if (types.Count > RuleOptions.MaxItems)
            Refuse(LineReason.Modifier, $"query_type: more than {RuleOptions.MaxItems} types");
        else
            Options = new RuleOptions { QueryTypes = [.. types] };
        RequireOneKind();
    }

    /// <summary>Notes that the rule has rules of its own.</summary>
    public void AddRules()
    {
        _hasRules = true;
        RequireOneKind();
    }

    /// <summary>Notes another field.</summary>
    public void Add(string name, string value)
    {
        (LineReason Reason, string Detail)? refusal = name switch
        {
            "type" when value is "default" or "logical" => null,
            "mode" when value == "or" => null,
            "mode" when value == "and" => (LineReason.Trigger, "mode=and"),
            "invert" when value == "false" => null,
            "invert" => (LineReason.Action, "invert"),
            _ when Conditions.Contains(name, StringComparer.Ordinal) => (LineReason.Trigger, $"{name}={value}"),
            _ => (LineReason.Syntax, $"{EscapedText.Escape(name, EscapedText.SampleLength)} is no field of a rule"),
        };

        if (refusal is { } found)
            Refuse(found.Reason, found.Detail);
    }

    private void RequireOneKind()
    {
        if (_hasRules && !Options.IsEmpty)
            Refuse(LineReason.Syntax, "query_type is no field of a logical rule");
    }

    /// <summary>With a field that sing-box does not know it refuses the whole set: that weighs most. Else the first one counts.</summary>
    private void Refuse(LineReason reason, string detail)
    {
        if (Refusal is null || reason == LineReason.Syntax)
            Refusal = (reason, detail);
    }
}
