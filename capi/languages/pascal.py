def unit(api, statuses):
    return ""
