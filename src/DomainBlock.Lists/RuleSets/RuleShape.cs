namespace DomainBlock.Lists.RuleSets;

/// <summary>What a rule of sing-box has beside its names: whether these, alone, are what it blocks.</summary>
internal struct RuleShape
{
    private static readonly string[] Conditions =
    [
        "network", "source_ip_cidr", "source_port", "source_port_range", "port", "port_range", "process_name", "process_path", "process_path_regex", "package_name",
        "package_name_regex", "network_type", "network_is_expensive", "network_is_constrained", "network_interface_address", "default_interface_address", "wifi_ssid", "wifi_bssid",
    ];

    /// <summary>Why the names of the rule are no plain rules; null where they are.</summary>
    public (LineReason Reason, string Detail)? Refusal { get; private set; }

    /// <summary>Notes a field.</summary>
    public void Add(string name, string value)
    {
        (LineReason Reason, string Detail)? refusal = name switch
        {
            "type" when value is "default" or "logical" => null,
            "mode" when value == "or" => null,
            "mode" when value == "and" => (LineReason.Trigger, "mode=and"),
            "invert" when value == "false" => null,
            "invert" => (LineReason.Action, "invert"),
            "query_type" => (LineReason.Modifier, $"query_type={value}"),
            _ when Conditions.Contains(name, StringComparer.Ordinal) => (LineReason.Trigger, $"{name}={value}"),
            _ => (LineReason.Syntax, $"{EscapedText.Escape(name, EscapedText.SampleLength)} is no field of a rule"),
        };

        // With a field that sing-box does not know it refuses the whole set: that weighs most. Else the first one counts.
        if (refusal is { } found && (Refusal is null || found.Reason == LineReason.Syntax))
            Refusal = found;
    }
}
